// Asking the server. Refusals come as Refusal, with what it said; no network is a Refusal of status 0.

export class Refusal extends Error {
  constructor(status, facts = {}) {
    super(facts.error || "")
    this.status = status
    this.over = facts.over
  }
}

export class Doors {
  constructor({ user, keep, who, takeOver, unsaved }, form) {
    Object.assign(this, { user, keep, who, takeOver, unsaved, form })
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken.value
  }

  async ask(path, { data, again = false, ...options } = {}) {
    const headers = { "X-Writer": this.user, Accept: "application/json" }
    if (data) Object.assign(options, { method: "POST", body: JSON.stringify(data) })
    if (data) Object.assign(headers, { "Content-Type": "application/json", "X-CSRFToken": this.token })
    let answer
    try {
      answer = await fetch(path, { headers, signal: AbortSignal.timeout(10_000), cache: "no-store", ...options })
    } catch {
      throw new Refusal(0)
    }
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json")
    if (answer.ok && isJson) return answer.json()
    if (answer.status === 403 && !isJson && data && !again) {
      await this.look() // signed in again meanwhile: the page's token is an old one
      return this.ask(path, { data, again: true, ...options })
    }
    throw new Refusal(answer.status, isJson ? await answer.json() : {})
  }

  async look(window = "", asked = []) {
    const query = new URLSearchParams([["window", window], ...asked.map((name) => ["ask", name])])
    const facts = await this.ask(`${this.who}?${query}`)
    this.form.elements.csrfmiddlewaretoken.value = facts.token
    return facts
  }

  text(window) {
    return this.ask(this.unsaved.replace("WINDOW", window))
  }

  discard(window) {
    return this.ask(`${this.unsaved.replace("WINDOW", window)}discard/`, { data: {} })
  }
}
