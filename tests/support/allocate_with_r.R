# Solves multivariate allocations that the tests wrote, with nloptr's SLSQP, and compares the cheapest costs.
#   Rscript allocate_with_r.R FOLDER
# Each problemK.csv has a row per stratum: cost, least, most, and a term for each limit, every limit being 1. optimumK.csv
# holds our cost. In x = 1 / n the costs sum c / x are convex and the limits are linear.
library(nloptr)
folder <- commandArgs(TRUE)[1]
worst <- 0
problems <- list.files(folder, "^problem[0-9]+\\.csv$")
stopifnot(length(problems) > 0)
for (name in problems) {
  problem <- as.matrix(read.csv(file.path(folder, name), header = FALSE))
  ours <- scan(file.path(folder, sub("problem", "optimum", name)), quiet = TRUE)
  cost <- problem[, 1]
  low <- 1 / problem[, 3]
  high <- 1 / problem[, 2]
  terms <- t(problem[, -(1:3), drop = FALSE])
  scale <- sum(cost * problem[, 2])
  start <- pmax(low, pmin(high, 0.9 / max(terms %*% rep(1, length(cost)))))
  best <- Inf
  for (round in 1:3) {  # from its own answer again, as long as that helps
    found <- nloptr(start,
      eval_f = function(x) list(objective = sum(cost / x) / scale, gradient = -cost / x^2 / scale),
      eval_g_ineq = function(x) list(constraints = as.vector(terms %*% x) - 1, jacobian = terms),
      lb = low, ub = high,
      opts = list(algorithm = "NLOPT_LD_SLSQP", xtol_rel = 1e-14, ftol_rel = 1e-15, maxeval = 20000))
    start <- pmax(low, pmin(high, found$solution))
    best <- found$objective * scale
  }
  stopifnot(max(terms %*% found$solution) <= 1 + 1e-9)
  difference <- abs(best / ours - 1)
  worst <- max(worst, difference)
  cat(sprintf("%s: ours %.10g, nloptr's %.10g, difference %.2g\n", name, ours, best, difference))
}
cat(sprintf("largest relative difference of %d problems: %.2g\n", length(problems), worst))
quit(status = if (worst <= 1e-6) 0 else 1)
