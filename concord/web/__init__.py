"""The outside of the house: addresses, middleware, layout, components, home pages, and pages that read from several rooms."""
