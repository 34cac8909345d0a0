"""Which blocks stand side by side."""

from frontpage.arranging.page import Filled, Row


def rows_of(blocks: list[Filled]) -> list[Row]:
    rows: list[Row] = []
    for filled in blocks:
        last = rows[-1] if rows else None
        if last and filled.block.is_beside and not last.main[0].may_stand_abreast:
            last.side.append(filled)
        elif last and not last.side and filled.may_stand_abreast and last.main[0].may_stand_abreast:
            last.main.append(filled)
        else:
            rows.append(Row([filled]))
    return rows
