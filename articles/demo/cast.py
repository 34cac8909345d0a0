"""Who and what there is in Wennock: the people, sections, topics and series of the demo newspaper."""

from articles.models import Section

OPINION = Section.Tone.OPINION

# path, name, tone, what it says under its name
SECTIONS = [
    ("town", "Town", "", "What happened on your street, and what it means for the next one."),
    ("town/schools", "Schools", "", "Classrooms, governors and the walk to school."),
    ("town/health", "Health", "", "The clinic, the surgeries and the people who keep them open."),
    (
        "town-hall",
        "Town Hall",
        "",
        "Who decides, what it costs and how they voted. From the public gallery every Thursday.",
    ),
    ("courts", "Courts", "", "What was said in court, and how it ended."),
    ("harbour", "Harbour & Business", "", "Boats, shops and the work that pays for the town."),
    ("farming", "Farming", "", "The Levels and the weather over them."),
    ("sport", "Sport", "", "Saltings Road, the river and every pitch between."),
    ("sport/rowing", "Rowing", "", "Eights, fours and the old hands of the boathouse."),
    ("arts", "Arts", "", "The Playhouse, the pictures and the noise from the rope works."),
    ("opinion", "Opinion", OPINION, "The Packet’s view, our columnists and yours."),
]

# slug, name, role, portrait, bio
AUTHORS = [
    (
        "ines-calder", "Ines Calder", "Reporter, Town Hall",
        "Ines has covered the council for The Packet since 2017 and reads every page of its budget. She is a member of no "
        "party and rows, badly, on Sundays.",
    ),
    (
        "jonah-pell", "Jonah Pell", "Courts and health reporter",
        "Jonah sits in court on weekdays and in waiting rooms at night. He keeps his notebooks for six years, as the law "
        "on libel suggests.",
    ),
    (
        "amara-voss", "Amara Voss", "Education reporter",
        "Amara taught chemistry at Mill Lane for nine years before she came to The Packet to ask the questions.",
    ),
    (
        "dev-harrow", "Dev Harrow", "Harbour and business editor",
        "Dev grew up above a chandlery on the quay and can still price a coil of rope by looking at it.",
    ),
    (
        "wilf-tarrant", "Wilf Tarrant", "Farming correspondent",
        "Wilf has walked the Levels for The Packet since before the pumps were electric. He keeps eleven ewes.",
    ),
    (
        "nell-okonjo", "Nell Okonjo", "Sports editor",
        "Nell kept goal for the county and reports from Saltings Road in all weathers.",
    ),
    (
        "cass-leroy", "Cass Leroy", "Arts critic",
        "Cass has seen every production at the Playhouse since its roof was mended, and two before.",
    ),
    ("isolde-marrin", "Isolde Marrin", "Columnist", "Isolde keeps a bookshop on Ferry Street. Columns are the writer’s own view."),
    (
        "tobias-fenn", "Tobias Fenn", "Columnist",
        "Tobias is a naturalist who counts birds on the salt marsh. Columns are the writer’s own view.",
    ),
    ("the-packets-view", "The Packet’s view", "", "Leaders are written by the editor after an argument with everybody else."),
]  # fmt: skip

TOPICS = [
    "Old Bridge", "Trams", "Council budget", "Schools", "Night clinic", "Harbour board", "Rope works", "Barley",
    "Salt marsh", "Wennock Rovers", "Rowing", "Playhouse", "Library", "Market", "Housing", "Quay Lane fire", "Ferry",
]  # fmt: skip
TOPICS_WITH_SLUG = [("sea-wall", "The sea wall")]

SERIES = [
    (
        "the-long-tide", "The long tide",
        "Six parts on the wall that keeps Wennock dry, and what happens when it no longer does.",
    ),
]  # fmt: skip

# e-mail, name, roles (None: everything, people and settings too)
STAFF = [
    ("editor@wennock.example", "Mara Quill", ["Duty editor", "Standards editor", "Admin"]),
    ("reporter@wennock.example", "Rita Vale", ["Reporter"]),
    ("copy@wennock.example", "Cora Lind", ["Copy editor"]),
    ("lawyer@wennock.example", "Lee Okoro", ["Legal reader"]),
    ("pictures@wennock.example", "Pia Brandt", ["Photo editor"]),
    ("front@wennock.example", "Fay Colley", ["Front editor"]),
    ("admin@wennock.example", "Ada Root", None),
]

# not this, but this, why
STYLE = [
    ("passed away", "died", "Say what happened."),
    ("in order to", "to", "Shorter."),
    ("utilise", "use", "Shorter."),
    ("commence", "begin", "Plainer."),
    ("going forward", "", "Leave it out: it says nothing."),
    ("Councillor Mrs", "Councillor", "One title is enough."),
]
NEVER = ("clearly guilty", "Nobody is guilty before the verdict.")
