// Pictures are chosen in the admin's own list, which opens in a window of its own.

const choosing = new Map()
let windows = 0

const listen = (name) => {
  const theirs = window[name]
  if (theirs?.isOurs) return
  window[name] = (popup, id, ...rest) => {
    const choose = choosing.get(popup.name)
    if (!choose) return theirs?.(popup, id, ...rest)
    choosing.delete(popup.name)
    popup.close()
    choose(String(id))
  }
  window[name].isOurs = true
}

export const choosePhoto = (editor, home, choose) => {
  listen("dismissRelatedLookupPopup")
  listen("dismissAddRelatedObjectPopup")
  const name = `body_photo_${++windows}__1` // stock popups count on from the number after __
  choosing.set(name, choose)
  const popup = window.open(`${home}?_popup=1`, name, "popup,width=1100,height=760,resizable,scrollbars")
  if (popup) popup.focus()
  else editor.emit("notice", "The browser did not let the list of pictures open. Allow windows for this site.")
}

export const chooseFiles = (choose, { multiple = true } = {}) => {
  const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/*,.heic,.heif,.tif,.tiff", multiple })
  input.addEventListener("change", () => input.files.length && choose([...input.files]))
  input.click()
}
