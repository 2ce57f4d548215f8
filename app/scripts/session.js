// Says in time that one is about to be signed out, in the dialogue before it.
{
  const dialog = document.currentScript.previousElementSibling;
  const [words, stay] = [dialog.querySelector('[data-words]'), dialog.querySelector('[data-stay]')];
  const seconds = (name) => Number(dialog.dataset[name]) * 1000;
  const latest = Date.now() + seconds('latest');
  let ends = Date.now() + seconds('left');
  let told = false;
  const tabs = new BroadcastChannel('ncpi-session');
  const over = () => {
    const here = encodeURIComponent(location.pathname + location.search);
    location.replace(`/sign-in?timed-out=yes&next=${here}`);
  };
  const goesOn = (until) => {
    ends = until;
    told = ends >= latest;
    dialog.close();
  };
  tabs.onmessage = (event) => goesOn(Math.min(event.data, latest));
  tabs.postMessage(ends);
  const say = (text) => {
    if (words.textContent !== text) words.textContent = text;
  };
  const ask = async () => {
    if (ends >= latest) return goesOn(ends);
    try {
      const answer = await fetch('/account/stay-signed-in', { method: 'POST' });
      if (answer.redirected || !answer.ok) return over();
      const { left } = await answer.json();
      goesOn(Math.min(Date.now() + left * 1000, latest));
      tabs.postMessage(ends);
    } catch {
      say('The service cannot be reached. Try again.');
    }
  };
  stay.addEventListener('click', ask);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    ask();
  });
  const tick = () => {
    const left = ends - Date.now();
    if (left <= 0) return over();
    if (left > seconds('before') || (told && !dialog.open)) return;
    const minutes = Math.ceil(left / 60000);
    const final = ends >= latest;
    if (!dialog.open) {
      told = true;
      stay.textContent = final ? 'Continue' : 'Stay signed in';
      dialog.showModal();
    }
    say(
      `You will be signed out in ${minutes} minute${minutes === 1 ? '' : 's'}. ` +
        dialog.dataset[final ? 'final' : 'more'],
    );
  };
  setInterval(tick, 1000);
}
