// A clock that browsers don't slow down when the tab is in the background: a colleague there is still there.
setInterval(() => postMessage("tick"), 10_000)
