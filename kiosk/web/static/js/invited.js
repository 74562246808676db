/* Moves the invitation's token from the address, where no server log ever sees it, into the form. */

const token = document.querySelector("[data-token]");
if (location.hash.length > 1) {
  token.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}
