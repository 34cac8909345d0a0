// Brings new pictures into the grid, without losing what is selected in it.

const ours = () => document.querySelector("#changelist-form .grid")

export const chooseInOpener = (photo) => window.opener?.dismissRelatedLookupPopup?.(window, String(photo))

const brought = (shot) => {
  for (const chooser of shot.querySelectorAll("[data-popup-opener]")) {
    chooser.addEventListener("click", (event) => {
      event.preventDefault()
      chooseInOpener(chooser.dataset.popupOpener)
    })
  }
  return shot
}

export const refresh = async () => {
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const theirs = page.querySelector("#changelist-form .grid")
  if (!theirs) return
  if (!ours()) document.querySelector("#changelist-form .empty")?.replaceWith(Object.assign(document.createElement("ul"), { className: "grid" }))
  const known = new Set([...(ours()?.children ?? [])].map((shot) => shot.dataset.photo))
  const shots = [...theirs.children].filter((shot) => !known.has(shot.dataset.photo))
  ours()?.prepend(...shots.map(brought))
}
