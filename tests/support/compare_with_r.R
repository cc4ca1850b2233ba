# Compares inclusion and joint probabilities that the tests wrote with those of R's package sampling.
# usage: Rscript compare_with_r.R FOLDER; exits with 1 and names what differs
suppressMessages(library(sampling))
folder <- commandArgs(TRUE)[1]
wrong <- FALSE
same <- function(what, ours, theirs, most) {
  off <- max(abs(ours - theirs))
  cat(sprintf("%-40s %.2e (at most %.0e)\n", what, off, most))
  if (!(off <= most)) wrong <<- TRUE
}
table_of <- function(name) as.matrix(read.csv(file.path(folder, name), header = FALSE))

# Every path through UPbrewer: its own code, with the random number put where the unit to be next lies.
brewer_joint <- function(pik) {
  joint <- matrix(0, length(pik), length(pik))
  walk <- function(path, chance) {
    step <- 0
    chances <- NULL
    next_chances <- NULL
    room <- new.env(parent = environment(UPbrewer))
    room$cumsum <- function(x) {
      step <<- step + 1
      chances <<- x
      base::cumsum(x)
    }
    room$runif <- function(n) {
      if (step == length(path) + 1) next_chances <<- chances
      unit <- if (step <= length(path)) path[step] else which.max(chances)
      base::cumsum(chances)[unit] - chances[unit] / 2
    }
    code <- UPbrewer
    environment(code) <- room
    code(pik)
    if (is.null(next_chances)) {
      joint[path, path] <<- joint[path, path] + chance
      return(invisible())
    }
    for (unit in which(next_chances > 0)) walk(c(path, unit), chance * next_chances[unit])
  }
  walk(integer(0), 1)
  joint
}

for (case in seq_len(length(list.files(folder, "^sizes")))) {
  file <- function(what) sprintf("%s%d.csv", what, case)
  sizes <- as.vector(table_of(file("sizes")))
  pik <- as.vector(table_of(file("probabilities")))
  n <- round(sum(pik))
  same(file("inclusion probabilities, "), pik, inclusionprobabilities(sizes, n), 1e-12)
  open <- pik < 1
  same(file("elimination, "), table_of(file("elimination"))[open, open], UPtillepi2(pik[open]), 1e-9)
  same(file("Sampford, "), table_of(file("sampford"))[open, open], UPsampfordpi2(pik[open]), 1e-9)
  working <- UPMEpiktildefrompik(pik[open], eps = 1e-12)
  odds <- working / (1 - working)
  same(file("maximum entropy, "), table_of(file("entropy"))[open, open], UPMEpik2frompikw(pik[open], odds), 1e-9)
  if (file.exists(file.path(folder, file("brewer"))))
    same(file("Brewer, "), table_of(file("brewer")), brewer_joint(pik), 1e-9)
}
quit(status = if (wrong) 1 else 0)
