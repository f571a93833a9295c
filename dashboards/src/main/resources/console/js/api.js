// The REST API, the live stream and the session token.
const TOKEN = 'millwright.token';

export function token() { return sessionStorage.getItem(TOKEN); }
export function forget() { sessionStorage.removeItem(TOKEN); }
export function keep(value) { sessionStorage.setItem(TOKEN, value); }

function headers(extra = {}) {
  const bearer = token();
  return bearer ? {...extra, Authorization: `Bearer ${bearer}`} : extra;
}

async function answer(response) {
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  const problem = new Error(body?.detail ?? `The console answered ${response.status}`);
  problem.status = response.status;
  throw problem;
}

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, v]) => v !== null && v !== undefined));
  const suffix = query.size ? `?${query}` : '';
  return answer(await fetch(`api/v1/${path}${suffix}`, {headers: headers()}));
}

/** An id with slashes as part of a path. */
export const path = (id) => id.split('/').map(encodeURIComponent).join('/');

export async function post(path, body) {
  return answer(await fetch(`api/v1/${path}`, {
    method: 'POST', headers: headers({'Content-Type': 'application/json'}), body: JSON.stringify(body),
  }));
}

export async function whoIs(bearer) {
  return answer(await fetch('api/v1/me', {headers: {Authorization: `Bearer ${bearer}`}}));
}

/** Follows the stream for ever. Not EventSource: that cannot send a token. */
export async function follow(onFleet, onStatus) {
  let wait = 500;
  for (;;) {
    try {
      const response = await fetch('api/v1/live', {headers: headers({Accept: 'text/event-stream'})});
      if (!response.ok) throw new Error(String(response.status));
      onStatus(true);
      wait = 500;
      await read(response.body, onFleet);
    } catch {
      // said by the status
    }
    onStatus(false);
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 2, 10000);
  }
}

async function read(stream, onFleet) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const {value, done} = await reader.read();
    if (done) return;
    buffer += value;
    const messages = buffer.split('\n\n');
    buffer = messages.pop();
    for (const message of messages) {
      const lines = message.split('\n');
      if (!lines.some((l) => l.startsWith('event:') && l.slice(6).trim() === 'fleet')) continue;
      onFleet(JSON.parse(lines.filter((l) => l.startsWith('data:')).map((l) => l.slice(5)).join('\n')));
    }
  }
}
