"""Regional meetings of the heads of central executive bodies with the population (seed 004), as a plugin of Kenes."""
