"""Who may do what: one table of roles, from which the groups are made.

A role is a group. Somebody who is in the group holds the role everywhere; a posting gives it in one section. Rights on
stories (``articles.…_article``) are asked with the story, by ``articles.permissions``; those on fronts
(``frontpage.…_front``) with the front, by ``frontpage.permissions``.
"""

LOOK_UP = "articles.view_section articles.view_topic articles.view_series accounts.view_author photos.view_photo"
WRITE = "articles.add_article articles.view_article articles.change_article articles.submit_article"
EDIT = "articles.edit_others_article articles.restore_article articles.see_embargoed_article"
HAND_OVER = "articles.send_back_article articles.assign_article articles.spike_article"
PUBLISH = (
    "articles.publish_article articles.schedule_article articles.correct_article articles.withdraw_article "
    "articles.hold_article articles.share_article articles.travel_article"
)
PICTURES = "photos.add_photo photos.change_photo photos.view_source"
TAKE_DOWN = "photos.take_down_photo"
FRONTS = "frontpage.view_front frontpage.change_front frontpage.launch_front"
DRAFT_ALERTS = "frontpage.view_alert frontpage.add_alert"

ROLES = {
    "Reporter": f"{LOOK_UP} {WRITE} articles.restore_article photos.add_photo",
    "Desk editor": f"{LOOK_UP} {WRITE} {EDIT} {HAND_OVER} {PUBLISH} articles.sign_desk_article "
    "articles.add_topic articles.change_topic photos.add_photo "
    f"frontpage.view_front {DRAFT_ALERTS} frontpage.approve_alert",
    "Copy editor": f"{LOOK_UP} {WRITE} {EDIT} articles.send_back_article articles.sign_copy_article",
    "Legal reader": f"{LOOK_UP} {TAKE_DOWN} articles.view_article articles.sign_legal_article articles.hold_article "
    "articles.lift_hold_article articles.kill_article articles.share_article articles.see_embargoed_article "
    "articles.see_killed_article",
    "Photo editor": f"{LOOK_UP} {PICTURES} {TAKE_DOWN} photos.clear_photo photos.add_source photos.change_source "
    "articles.view_article articles.sign_picture_article "
    "articles.see_embargoed_article",
    "Front editor": f"{LOOK_UP} {FRONTS} {DRAFT_ALERTS} articles.view_article articles.travel_article",
    "Duty editor": f"{LOOK_UP} {WRITE} {EDIT} {HAND_OVER} {PUBLISH} {PICTURES} {TAKE_DOWN} photos.override_photo "
    f"{FRONTS} {DRAFT_ALERTS} frontpage.approve_alert frontpage.rush_alert "
    "articles.sign_desk_article "
    "articles.sign_copy_article articles.kill_article articles.lift_embargo_article articles.override_article "
    "articles.see_killed_article articles.read_log_article articles.add_topic articles.change_topic",
    "Standards editor": f"{LOOK_UP} {TAKE_DOWN} articles.view_article articles.correct_article "
    "articles.withdraw_article "
    "articles.kill_article articles.hold_article articles.lift_hold_article articles.see_embargoed_article "
    "articles.see_killed_article articles.read_log_article articles.travel_article "
    "frontpage.view_alert frontpage.approve_alert",
    "Moderator": f"{LOOK_UP} articles.view_article",
    "Admin": f"{LOOK_UP} articles.add_section articles.change_section articles.add_series articles.change_series "
    "articles.add_topic articles.change_topic accounts.add_author accounts.change_author accounts.view_user "
    "articles.view_stylerule articles.add_stylerule articles.change_stylerule articles.delete_stylerule "
    "articles.import_article articles.read_log_article",
}

# Rights on people are not a role: who can set somebody's password or rights has theirs. Superusers alone do it.


def rights_of(role: str) -> set[str]:
    return set(ROLES[role].split())


def make_groups(Group, Permission, ContentType) -> None:
    """Make each role's group with its rights, or bring it to what the table says. Takes the models, for migrations."""
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set([permission_named(right, Permission, ContentType) for right in rights_of(role)])


def permission_named(right: str, Permission, ContentType):
    """In a migration the permission may not be there yet: Django makes them all after the last one."""
    app, _, codename = right.partition(".")
    kind, _ = ContentType.objects.get_or_create(app_label=app, model=codename.rpartition("_")[2])
    found, _ = Permission.objects.get_or_create(
        codename=codename, content_type=kind, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return found
