// Keys go to the terminal from the first thing that it draws, and to the way back once it has ended.
const classes = document.body.classList;
function focusWhatIsShown() {
  const shown = classes.contains("-closed") ? ".ended a" : ".xterm-helper-textarea";
  if (classes.contains("-closed") || classes.contains("-first-byte")) document.querySelector(shown)?.focus();
}
new MutationObserver(focusWhatIsShown).observe(document.body, { attributes: true, attributeFilter: ["class"] });
window.addEventListener("focus", focusWhatIsShown);
