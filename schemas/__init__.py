"""The schemas that come with the product, one module a task."""
