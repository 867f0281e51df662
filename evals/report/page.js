// A passage that overlaps with others is marked in pieces: light all of those of the chosen one.
addEventListener("hashchange", () => {
  for (const piece of document.querySelectorAll(".lit")) piece.classList.remove("lit");
  const [, number, span] = /^#d(\d+)s(\d+)$/.exec(location.hash) ?? [];
  if (!span) return;
  const inside = document.querySelectorAll(`#d${number} [data-in~="${span}"]`);
  for (const piece of inside) piece.classList.add("lit");
});
