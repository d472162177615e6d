/*
 * A button beside each command that copies it as it stands, from a file as well as from a server.
 */
(function () {
  'use strict';

  const { element } = window.Timestep;

  /** The older way to copy; where a browser refuses that too, the command is left selected. */
  function selectAndCopy(code) {
    getSelection().selectAllChildren(code);
    return document.execCommand('copy');
  }

  async function copy(code, button) {
    let done;
    try {
      await navigator.clipboard.writeText(code.textContent);
      done = true;
    } catch {
      done = selectAndCopy(code);
    }
    button.textContent = done ? 'Copied' : 'Selected';
    setTimeout(() => { button.textContent = 'Copy'; }, 1600);
  }

  for (const box of document.querySelectorAll('.command')) {
    const code = box.querySelector('code');
    const button = element('button', {
      type: 'button', class: 'copy', 'aria-live': 'polite', onclick: () => copy(code, button),
    }, 'Copy');
    box.insertBefore(button, box.querySelector('pre'));
  }
})();
