"""What can be measured, every value ever measured whoever measured it, and dated marks. Not where a value came from beyond a source."""
