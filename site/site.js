// What scrolls sideways can be reached and scrolled with the keys.
const reach = () => {
  for (const one of document.querySelectorAll("pre > code, .md-typeset__scrollwrap, .md-typeset table")) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
};
addEventListener("load", reach);
addEventListener("resize", reach);
