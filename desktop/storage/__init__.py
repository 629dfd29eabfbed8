"""Both books on disk: the engine, the tables, the unit of work, its repositories and the migrations."""
