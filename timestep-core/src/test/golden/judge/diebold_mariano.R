# Prints the golden values of DieboldMarianoTest and ResidualsTest. R 4, forecast 8.20: Rscript diebold_mariano.R
suppressMessages(library(forecast))
e1 <- c(1.2,-0.7,0.3,2.1,-1.5,0.8,-0.2,1.9,-2.4,0.6,1.1,-0.9,0.4,-1.3,2.2,0.1,-0.6,1.7,-0.3,0.9)
e2 <- c(1.0,-1.1,0.9,2.6,-1.2,1.4,-0.8,2.3,-2.1,1.2,1.6,-1.4,-1.9,-2.9,-2.7,-1.7,-2.3,2.2,1.9,1.5)
for (h in c(1, 3)) {
  r <- dm.test(e1, e2, h = h, power = 1)
  cat(h, format(r$statistic, digits = 15), format(r$p.value, digits = 15), "\n")
}
cat(format(c(pt(-2.1,5)*2, pt(-0.3,1)*2, pt(-12,40)*2), digits = 15), "\n")
cat(format(c(qt(0.95,3), qt(0.995,2), qt(0.9,11.5), qt(0.975,1), qt(0.05,200)), digits = 15), "\n")
e <- c(1.2, -0.7, 0.3, 2.1, -1.5, 0.8, -0.2, 1.9, -2.4, 0.6)
cat(format(acf(e, plot = FALSE, lag.max = 3)$acf[2:4], digits = 15), "\n")
cat(format(c(mean(e), sd(e), mean(e) + sd(e) * qnorm(0.05)), digits = 15), "\n")
