# Writes far.csv: how wide the 90 % intervals of R's ets grow on a series that swings back to 50,
# for EtsFarTest. Made with R 4.2.2 and forecast 8.20:
#
#   Rscript far.R > far.csv
#
# The series is made here and in the test alike: with Park and Miller's u[i + 1] = 16807 u[i] mod
# (2^31 - 1) from u[0] = 1, e = u / 2^31 - 1/2 and x = 0.9 x + e, y = 50 + x. Each line: series, model, what, numbers.
suppressMessages(library(forecast))

made <- function(n) {
  u <- 1; x <- 0; y <- numeric(n)
  for (t in 1:n) {
    u <- (16807 * u) %% 2147483647
    x <- 0.9 * x + u / 2147483648 - 0.5
    y[t] <- 50 + x
  }
  y
}

show <- function(name, fit) {
  f <- forecast(fit, h = 240, level = 90)
  line <- function(what, numbers)
    cat(name, gsub(",", "", fit$method, fixed = TRUE), what,
      paste0(paste(trimws(formatC(as.numeric(numbers), digits = 10, format = "g")), collapse = ","), "\n"),
      sep = ",")
  line("aicc", fit$aicc)
  line("width", (f$upper - f$lower)[c(1, 24, 240)])
}

show("plain", ets(made(600)))
