"""Who may do what with a story. Verbs ask here, with the object; so do the screens that offer them."""

RIGHTS = {
    "view": "articles.view_article",
    "change": "articles.change_article",
    "publish": "articles.publish_article",
    "schedule": "articles.publish_article",
    "withdraw": "articles.withdraw_article",
    "kill": "articles.kill_article",
    "correct": "articles.correct_article",
    "restore": "articles.change_article",
    "import": "articles.import_article",
}


def may(user, verb: str, article=None) -> bool:
    """Whether ``user`` may do ``verb`` with ``article``."""
    return user.is_active and user.is_staff and user.has_perm(RIGHTS[verb])
