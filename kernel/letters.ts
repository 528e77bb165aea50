// UTF-8, letter by letter: for the few records of head that differ. All others say what base says, which is checked as a whole.

export function isUtf8(start: usize, end: usize): bool {
  let at = start;
  while (at < end) {
    const lead = load<u8>(at);
    if (lead < 0x80) {
      at += at + 16 <= end && i8x16.bitmask(v128.load(at)) === 0 ? 16 : 1;
      continue;
    }
    if (lead < 0xc2 || lead > 0xf4) return false;
    const more: usize = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (at + more >= end) return false;
    // Neither longer than needed, nor half of a pair, nor beyond the last letter.
    const least: u8 = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most: u8 = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    const second = load<u8>(at + 1);
    if (second < least || second > most) return false;
    for (let offset: usize = 2; offset <= more; offset++) {
      if ((load<u8>(at + offset) & 0xc0) !== 0x80) return false;
    }
    at += more + 1;
  }
  return true;
}
