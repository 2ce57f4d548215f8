// Keeps what is typed into the form it stands in, a moment after the last key, and says so.
{
  const form = document.currentScript.closest('form');
  const said = document.getElementById('draft-said');
  let timer;
  let last;
  const keep = async () => {
    const typed = new URLSearchParams(new FormData(form));
    typed.set('button', 'draft');
    typed.set('quiet', 'yes');
    if (typed.toString() === last) return;
    last = typed.toString();
    try {
      const answer = await fetch(form.action, { method: 'POST', body: typed, redirect: 'manual' });
      if (!answer.ok && answer.status !== 422) throw answer;
      said.textContent = await answer.text();
    } catch {
      last = '';
      said.textContent = 'The draft could not be kept. Copy what you wrote before you leave this page.';
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 1000);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
}
