// Shows the button before it and lets it print.
{
  const button = document.currentScript.previousElementSibling;
  button.addEventListener('click', () => window.print());
  button.hidden = false;
}
