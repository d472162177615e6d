# Writes arima.csv: what R's arima and auto.arima say of three classics and of a simulated AR(2), for
# ArimaGoldenTest. Made with R 4.2.2 and forecast 8.20:
#
#   Rscript arima.R > arima.csv
#
# The series are those of smoothing.R. Each line: series, model, what, numbers.
#
# R starts the filter of a differenced model from a large variance instead of none: kappa. Its
# default leaves 1e-5 of the level in the likelihood, so kappa is larger here. Intervals are those of
# predict, with the coefficients counted in the variance as forecast's Arima does.
suppressMessages(library(forecast))

write <- function(series, model, what, numbers)
  cat(paste(series, model, what, paste(trimws(formatC(as.numeric(numbers), digits = 15, format = "g")),
    collapse = ","), sep = ","), "\n", sep = "")

estimate <- function(name, x, label, order, seasonal = c(0, 0, 0), constant = FALSE) {
  m <- if (sum(seasonal) > 0) frequency(x) else 1
  level <- if (order[2] + seasonal[2] > 0) mean(x) else 0
  n <- length(x)
  drift <- constant && order[2] + seasonal[2] == 1
  line <- if (drift) seq_len(n) else NULL
  fit <- arima(x - level, order = order, seasonal = list(order = seasonal, period = m),
    include.mean = constant && !drift, xreg = line, kappa = 1e8,
    optim.control = list(reltol = 1e-14, maxit = 1000))
  k <- length(coef(fit))
  used <- n - order[2] - m * seasonal[2]
  variance <- fit$sigma2 * used / (used - k)
  f <- predict(fit, 12, newxreg = if (drift) n + 1:12 else NULL)
  half <- qnorm(0.95) * f$se * sqrt(variance / fit$sigma2)
  write(name, label, "order", c(order, seasonal, m, constant))
  write(name, label, "coefficients", coef(fit))
  write(name, label, "variance", variance)
  write(name, label, "loglik", fit$loglik)
  write(name, label, "aicc", -2 * fit$loglik + 2 * (k + 1) * used / (used - k - 2))
  write(name, label, "mean", f$pred + level)
  write(name, label, "lower", f$pred + level - half)
  write(name, label, "upper", f$pred + level + half)
}

chosen <- function(name, x) {
  fit <- auto.arima(x, approximation = FALSE)
  a <- fit$arma
  constant <- any(c("intercept", "drift") %in% names(coef(fit)))
  write(name, "chosen", "order", c(a[1], a[6], a[2], a[3], a[7], a[4],
    if (a[3] + a[7] + a[4] > 0) a[5] else 1, constant))
}

set.seed(13)
ar2 <- 50 + arima.sim(list(ar = c(1.2, -0.6)), 200)
write("ar2", "", "values", ar2)
air <- log(AirPassengers)
estimate("logAirPassengers", air, "airline", c(0, 1, 1), c(0, 1, 1))
estimate("AirPassengers", AirPassengers, "mixed", c(2, 1, 1), c(0, 1, 0))
estimate("Nile", Nile, "differenced", c(1, 1, 1))
estimate("Nile", Nile, "level", c(1, 0, 1), constant = TRUE)
estimate("Nile", Nile, "drift", c(0, 1, 1), constant = TRUE)
estimate("co2", co2, "seasonal", c(2, 1, 1), c(0, 1, 1))
estimate("co2", co2, "both", c(1, 1, 1), c(1, 1, 1))
estimate("ar2", ar2, "level", c(2, 0, 0), constant = TRUE)
chosen("logAirPassengers", air)
chosen("AirPassengers", AirPassengers)
chosen("Nile", Nile)
chosen("co2", co2)
chosen("ar2", ar2)
write("AirPassengers", "season", "strength", forecast:::seas.heuristic(AirPassengers))
write("co2", "season", "strength", forecast:::seas.heuristic(co2))
s <- stl(air, s.window = 11)$time.series
write("logAirPassengers", "stl", "seasonal", s[, "seasonal"])
write("logAirPassengers", "stl", "trend", s[, "trend"])
kpss <- function(x) urca::ur.kpss(x, use.lag = trunc(3 * sqrt(length(x)) / 13))@teststat
write("Nile", "kpss", "statistic", kpss(Nile))
write("co2", "kpss", "statistic", kpss(diff(co2, 12)))
write("normal", "quantiles", "values", qnorm(c(1e-12, 0.001, 0.05, 0.3, 0.5, 0.9, 0.975, 0.9999)))
