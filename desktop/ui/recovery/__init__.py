"""The recovery papers: making, printing and rehearsing them, and the line that reminds of them."""
