// Runs before the first paint, so that a chosen theme never flashes in the other colours.
(() => {
  try {
    const chosen = localStorage.getItem("sandbox.theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage may be switched off; the system's theme is used then.
  }
})();
