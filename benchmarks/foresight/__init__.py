"""Looking ahead: people in care and what they cost, simulated."""
