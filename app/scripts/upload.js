// Sends the form it stands in, and shows how much of it has left.
const own = document.currentScript.closest('form').id;
const title = document.title.replace(/^Error: /, '');
const made = (name, classes, ...within) => {
  const element = document.createElement(name);
  element.className = classes;
  element.append(...within);
  return element;
};
const clear = (form) => {
  document.title = title;
  document.querySelector('main .govuk-error-summary')?.remove();
  document.getElementById('file-error')?.remove();
  const file = form.elements.file;
  file.classList.remove('govuk-file-upload--error');
  file.closest('.govuk-form-group').classList.remove('govuk-form-group--error');
  file.setAttribute('aria-describedby', 'file-hint');
};
const refuse = (form) => {
  clear(form);
  const file = form.elements.file;
  const message = made(
    'p',
    'govuk-error-message',
    made('span', 'govuk-visually-hidden', 'Error: '),
    form.dataset.tooLarge,
  );
  message.id = 'file-error';
  file.before(message);
  file.classList.add('govuk-file-upload--error');
  file.closest('.govuk-form-group').classList.add('govuk-form-group--error');
  file.setAttribute('aria-describedby', 'file-hint file-error');
  const link = made('a', '', form.dataset.tooLarge);
  link.href = '#file';
  link.onclick = (event) => {
    event.preventDefault();
    file.focus();
  };
  const list = made('ul', 'govuk-list govuk-error-summary__list', made('li', '', link));
  const alert = made(
    'div',
    '',
    made('h2', 'govuk-error-summary__title', 'There is a problem'),
    made('div', 'govuk-error-summary__body', list),
  );
  alert.setAttribute('role', 'alert');
  const summary = made('div', 'govuk-error-summary', alert);
  summary.tabIndex = -1;
  document.querySelector('main h1').before(summary);
  document.title = `Error: ${title}`;
  summary.focus();
};
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.id !== own) return;
  const file = form.elements.file;
  const [chosen] = file.files;
  if (!chosen) return;
  event.preventDefault();
  if (chosen.size > Number(form.dataset.largest)) return refuse(form);
  clear(form);
  const bar = form.querySelector('progress');
  const words = form.querySelector('[role=status]');
  const button = form.querySelector('button');
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    words.textContent =
      loaded < total ? `Uploading: ${Math.floor((100 * loaded) / total)} per cent` : 'Uploaded. Checking the file';
  };
  request.onerror = () => {
    bar.hidden = true;
    button.disabled = false;
    words.textContent = 'The upload broke off, and nothing was saved. Try again.';
  };
  request.onload = () => {
    const { pathname } = new URL(request.responseURL);
    if (pathname !== new URL(form.action).pathname) return location.assign(request.responseURL);
    history.replaceState(null, '', request.responseURL);
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    const main = document.adoptNode(page.querySelector('main'));
    document.querySelector('main').replaceWith(main);
    document.title = page.title;
    const again = document.getElementById(own);
    if (again) again.elements.file.files = file.files;
    scrollTo(0, 0);
    (main.querySelector('.govuk-error-summary') ?? main).focus();
  };
  bar.hidden = false;
  button.disabled = true;
  words.textContent = 'Uploading';
  request.send(new FormData(form));
});
