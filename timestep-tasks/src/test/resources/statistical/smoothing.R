# Writes smoothing.csv: what R's forecast says of three classics, for EtsGoldenTest and
# ThetaGoldenTest. Made with R 4.2.2 and forecast 8.20:
#
#   Rscript smoothing.R > smoothing.csv
#
# The series are public: AirPassengers (Box, Jenkins and Reinsel 1976), Nile (Cobb 1978; Durbin and
# Koopman 2001), co2 (Keeling and Whorf, Scripps Institution of Oceanography), all of R's datasets.
# Each line: series, model, what, numbers. `seasons` are the effects of the first rows.
suppressMessages(library(forecast))

line <- function(series, model, what, numbers)
  cat(series, model, what, formatC(as.numeric(numbers), digits = 15, format = "g"), sep = ",", fill = FALSE)

write <- function(...) { line(...); cat("\n") }

parameter <- function(fit, name, otherwise)
  if (name %in% names(fit$par)) fit$par[[name]] else otherwise

smoothing <- function(name, x, model, damped) {
  fit <- ets(x, model = model, damped = damped)
  label <- gsub(",", "", fit$method, fixed = TRUE)
  f <- forecast(fit, h = 24, level = 90)
  first <- fit$states[1, ]
  write(name, label, "weights", c(fit$par[["alpha"]], parameter(fit, "beta", 0),
    parameter(fit, "gamma", 0), parameter(fit, "phi", 1)))
  write(name, label, "level", first[["l"]])
  write(name, label, "trend", if ("b" %in% names(first)) first[["b"]] else 0)
  seasons <- rev(first[grepl("^s", names(first))])
  if (length(seasons) > 0) write(name, label, "seasons", seasons)
  write(name, label, "sigma", sqrt(fit$sigma2))
  write(name, label, "aicc", fit$aicc)
  write(name, label, "mean", f$mean)
  write(name, label, "lower", f$lower)
  write(name, label, "upper", f$upper)
}

theta <- function(name, x) {
  f <- thetaf(x, h = 24, level = 90)
  write(name, "theta", "alpha", f$model$alpha)
  write(name, "theta", "drift", f$model$drift)
  write(name, "theta", "sigma", sqrt(f$model$sigma))
  write(name, "theta", "mean", f$mean)
  write(name, "theta", "lower", f$lower)
  write(name, "theta", "upper", f$upper)
}

for (name in c("AirPassengers", "Nile", "co2")) {
  x <- get(name)
  write(name, "", "values", x)
  models <- if (frequency(x) > 1) c("ANA", "AAA", "MAA", "MNM", "MAM") else c("ANN", "AAN", "MNN", "MAN")
  for (model in models)
    for (damped in if (substr(model, 2, 2) == "A") c(FALSE, TRUE) else FALSE)
      smoothing(name, x, model, damped)
  theta(name, x)
}
