# Writes boxcox.csv: what R's forecast says of Box-Cox powers, for LambdaTest. Made with R 4.2.2 and
# forecast 8.20:
#
#   Rscript boxcox.R > boxcox.csv
#
# The series are public, all of R's datasets: AirPassengers (Box, Jenkins and Reinsel 1976), co2
# (Keeling and Whorf), JohnsonJohnson (Shumway and Stoffer 2000), lynx (Campbell and Walker 1977),
# Nile (Cobb 1978), WWWusage (Makridakis, Wheelwright and Hyndman 1998). Each line: series, season,
# what, numbers. `likelihood` is the best of a grid of 0.05; `transformed` are the first rows.
suppressMessages(library(forecast))

write <- function(series, season, what, numbers) {
  cat(series, season, what, sprintf("%.15g", as.numeric(numbers)), sep = ",")
  cat("\n")
}

for (name in c("AirPassengers", "co2", "JohnsonJohnson", "lynx", "Nile", "WWWusage")) {
  x <- get(name)
  season <- frequency(x)
  write(name, season, "values", x)
  write(name, season, "guerrero", BoxCox.lambda(x, "guerrero"))
  write(name, season, "likelihood", BoxCox.lambda(x, "loglik"))
  for (lambda in c(-0.5, 0, 0.2, 1.5))
    write(name, season, paste("transformed", lambda), BoxCox(x[1:5], lambda))
  # The point and its mean for a forecast of the transformed series, and a variance of 0.04.
  z <- BoxCox(x[1:5], 0.2)
  write(name, season, "mean 0.2", InvBoxCox(z, 0.2, biasadj = TRUE, fvar = rep(0.04, 5)))
}
