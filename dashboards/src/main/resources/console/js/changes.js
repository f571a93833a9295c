// What a message of the server changes in what is known of the machines. No element here: Node tests it alone.

/** Takes it into the machines by their id; the ids of those that it tells, and of those that are gone. */
export function takeIn(machines, message) {
  const told = new Set(message.assets.map((a) => a.id));
  const gone = message.whole ? [...machines.keys()].filter((id) => !told.has(id)) : message.removed;
  for (const asset of message.assets) machines.set(asset.id, asset);
  for (const id of gone) machines.delete(id);
  return new Set([...told, ...gone]);
}
