"""What Ed and Cora do in one story at once, for test_two_writers: a line for each step, who and what.

Each word is typed once; “the story has” and “readers have” say which of them stand there at the end, and no others do.
The numbers are those of the pains in RIVALS 2.1.
"""

BODY = "<p>The bridge opens.</p><p>Trams run on Monday.</p><p>The council paid.</p>"

SCRIPTS = {
    "one after the other": """
        Ed opens
        Ed types heron in headline
        Ed saves
        Cora opens
        Cora types otter in paragraph 2
        Cora saves
        the story has heron otter
    """,
    "both have it open, different fields and paragraphs": """
        Ed opens
        Cora opens
        Ed types heron in standfirst
        Cora types otter in headline
        Ed types gannet in paragraph 1
        Cora types walrus in paragraph 3
        Cora saves
        Ed saves
        the story has heron otter gannet walrus
    """,
    "both are autosaved, then save in the other order": """
        Cora opens
        Ed opens
        Ed types heron in paragraph 3
        Ed rests
        Cora types otter in standfirst
        Cora rests
        Ed types gannet in headline
        Cora saves
        Ed rests
        Ed saves
        the story has heron otter gannet
    """,
    "both press Save at once": """
        Ed opens
        Cora opens
        Ed types heron in paragraph 1
        Cora types otter in paragraph 3
        Ed presses save
        Cora presses save
        Ed sees it saved
        Cora sees it saved
        the story has heron otter
    """,
    "one saves three times while the other is offline": """
        Ed opens
        Cora opens
        Cora goes offline
        Cora types otter in paragraph 2
        Ed types heron in headline
        Ed saves
        Ed types gannet in standfirst
        Ed saves
        Ed types plover in paragraph 3
        Ed saves
        Cora goes online
        Cora rests
        Cora saves
        the story has otter heron gannet plover
    """,
    "one is signed out, and signs in again": """
        Ed opens
        Cora opens
        Cora is signed out
        Cora types otter in standfirst
        Cora presses save
        Cora reads “You are signed out”
        Ed types heron in paragraph 1
        Ed saves
        Cora signs in
        Cora rests
        Cora saves
        the story has otter heron
    """,
    "one crashes and takes the text back": """
        Ed opens
        Cora opens
        Cora types otter in paragraph 1
        Cora types walrus in kicker
        Cora is in the journal
        Cora crashes
        Ed types heron in headline
        Ed saves
        Cora opens
        Cora takes back
        Cora saves
        the story has otter walrus heron
    """,
    "one crashes offline, and leaves it at that": """
        Cora opens
        Ed opens
        Cora goes offline
        Cora types otter in headline
        Cora is in the journal
        Cora crashes
        Cora goes online
        Ed types heron in headline
        Ed saves
        the story has heron
    """,
    "6: a take-over in the middle, both write on": """
        Cora opens
        Cora types otter in paragraph 1
        Cora rests
        Ed opens
        Ed takes over
        Ed types heron in paragraph 2
        Ed saves
        Cora goes on
        Cora types walrus in paragraph 3
        Cora saves
        the story has otter heron walrus
    """,
    "7: the stale tab writes on after a take-over, and saves": """
        Cora opens
        Cora types otter in paragraph 1
        Cora rests
        Ed opens
        Ed takes over
        Cora reads that it was taken
        Cora types walrus in standfirst
        Ed types heron in headline
        Ed saves
        Cora saves
        the story has otter walrus heron
    """,
    "7: the stale tab writes on in the same words, and is closed": """
        Cora opens
        Cora types otter in headline
        Cora rests
        Ed opens
        Ed takes over
        Cora reads that it was taken
        Cora types walrus in headline
        Cora is in the journal
        Ed types heron in headline
        Ed saves
        Cora closes
        the story has otter heron
    """,
    "a save that never arrives: press again": """
        Ed opens
        Cora opens
        Ed types heron in paragraph 1
        Ed presses save, which never arrives
        Cora types otter in paragraph 2
        Cora saves
        Ed saves
        the story has heron otter
    """,
    "a save whose answer is lost: press again": """
        Ed opens
        Cora opens
        Ed types heron in paragraph 1
        Ed presses save, whose answer is lost
        Cora types otter in paragraph 2
        Cora saves
        Ed types gannet in standfirst
        Ed saves
        the story has heron otter gannet
    """,
    "a save that breaks the page: open it, take it back": """
        Ed opens
        Cora opens
        Ed types heron in standfirst
        Ed types gannet in paragraph 1
        Ed presses save, which breaks the page
        Cora types otter in headline
        Cora types walrus in paragraph 3
        Cora saves
        Ed opens
        Ed takes back
        Ed saves
        the story has heron gannet otter walrus
    """,
    "words typed while the save is on its way": """
        Ed opens
        Cora opens
        Cora types otter in paragraph 3
        Ed types heron in headline
        Ed presses save, which takes long
        Ed types on gannet
        Ed pauses
        Ed gets the answer
        Cora saves
        the story has otter heron
    """,
    "words typed in the last moment while the save is on its way": """
        Ed opens
        Cora opens
        Ed types heron in headline
        Ed presses save, which takes long
        Ed types on gannet
        Ed gets the answer
        Ed takes back
        Ed meets
        Ed chooses mine
        Cora types otter in standfirst
        Cora saves
        the story has heron gannet otter
    """,
    "10: a new story whose first answer is lost is no second story": """
        Ed begins
        Ed types heron in headline
        Ed types gannet in body
        Ed rests
        Ed presses save, whose answer is lost
        Cora opens
        Cora types otter in standfirst
        Cora saves
        Ed types plover in kicker
        Ed saves
        the story has heron gannet otter plover
    """,
    "2: the same headline: mine": """
        Ed opens
        Cora opens
        Ed types heron in headline
        Cora types otter in headline
        Cora types walrus in paragraph 2
        Ed saves
        Cora meets
        Cora chooses mine
        the story has otter walrus
    """,
    "2: the same paragraph: theirs": """
        Ed opens
        Cora opens
        Ed types heron in paragraph 1
        Cora types otter in paragraph 1
        Ed types gannet in kicker
        Ed saves
        Cora meets
        Cora chooses theirs
        the story has heron gannet
    """,
    "2: the same headline and paragraph: both, after one more save": """
        Ed opens
        Cora opens
        Ed types heron in headline
        Ed types gannet in paragraph 1
        Cora types otter in headline
        Cora types walrus in paragraph 1
        Ed saves
        Cora meets
        Ed types plover in standfirst
        Ed saves
        Cora chooses both
        the story has heron gannet otter walrus plover
    """,
    "2: the conflict is shown, and left": """
        Ed opens
        Cora opens
        Ed types heron in headline
        Cora types otter in headline
        Ed saves
        Cora meets
        the story has heron
    """,
    "2: the tab is closed on the conflict": """
        Ed opens
        Cora opens
        Ed types heron in paragraph 2
        Cora types otter in paragraph 2
        Ed saves
        Cora meets
        Cora closes
        the story has heron
    """,
    "one publishes while the other types": """
        Ed opens
        Cora opens
        Cora types otter in paragraph 1
        Cora rests
        Ed types heron in headline
        Ed publishes
        Cora types walrus in paragraph 3
        Cora saves
        the story has heron otter walrus
        readers have heron
    """,
    "a press on Publish that clashes publishes what was chosen": """
        Ed opens
        Cora opens
        Cora types otter in headline
        Cora saves
        Ed types heron in headline
        Ed publishes, and meets
        Cora types walrus in standfirst
        Ed chooses mine
        Cora saves
        the story has heron walrus
        readers have heron
    """,
}
