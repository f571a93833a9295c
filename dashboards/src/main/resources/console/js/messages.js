// Messages of a stream that are parted by an empty line. No element here: Node tests it alone.

/** Takes the stream piece by piece, wherever it was cut; `tell` gets each message that is whole. */
export function messages(tell) {
  const pieces = [];
  let held = ''; // the last line's end, which may be the first half of what parts two messages
  return (piece) => {
    let text = held + piece;
    held = text.endsWith('\n') && !text.endsWith('\n\n') ? '\n' : '';
    if (held) text = text.slice(0, -1);
    const parts = text.split('\n\n');
    pieces.push(parts.shift());
    for (const rest of parts) { // a large message comes in many pieces, joined once
      tell(pieces.join(''));
      pieces.length = 0;
      pieces.push(rest);
    }
  };
}
