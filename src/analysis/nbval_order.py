"""A pytest plugin: the notebooks under nbval run in the order of the pipeline, what one writes the next one reads."""

from .verify import ordered_stages


def pytest_collection_modifyitems(config, items):
    """Sort the cells by the stage of their notebook (06_report reads the scores of 07_evaluation)."""
    cells = [item for item in items if item.path.suffix == ".ipynb"]
    if cells and (config.rootpath / "dvc.yaml").is_file():
        stages = list(ordered_stages(config.rootpath))
        place = {cell: stages.index(cell.path.stem) if cell.path.stem in stages else len(stages) for cell in cells}
        items[:] = [item for item in items if item not in place] + sorted(cells, key=place.__getitem__)
