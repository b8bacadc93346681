"""How soon the command line answers."""
