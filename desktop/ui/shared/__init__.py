"""Widgets that every page is built from: lists, forms, grids, banners, states, previews."""
