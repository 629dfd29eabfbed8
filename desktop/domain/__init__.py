"""What is true about people, campaigns and money: frozen values and pure functions, standard library only."""
