'use strict';
(() => {
  const known = JSON.parse(document.getElementById('known').textContent);
  const byId = id => document.getElementById(id);
  const ANY = 'any-state/';
  const ways = new Map(known.lifecycle.ways.map(way => [way.id, way]));
  const drawn = [...document.querySelectorAll('#paper a.way')];
  const number = count => count.toLocaleString('en');

  /** An element with these attributes and children; text is put in as text, never as markup. */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  }

  // What is known of a way. One that is drawn from every state stands for several.

  function meant(id) {
    if (!id.startsWith(ANY)) {
      return ways.has(id) ? [ways.get(id)] : [];
    }
    const rest = id.slice(ANY.length);
    return known.lifecycle.ways.filter(way => way.to && way.id === way.from.replaceAll(' ', '-') + '/' + rest
      && way.from !== way.to);
  }

  function linkOf(id) {
    const rest = id.slice(id.indexOf('/') + 1);
    return drawn.find(link => link.dataset.way === id) || drawn.find(link => link.dataset.way === ANY + rest);
  }

  function what(way) {
    if (way.to) {
      return [['goes to', way.to === way.from ? 'stays in ' + way.from : way.to], ['effects', way.effects.join(', ')]];
    }
    return way.nothing ? [['does', 'nothing'], ['reason', way.nothing]]
      : [['does', 'cannot come'], ['reason', way.never]];
  }

  function frequency(ids) {
    const counts = known.explored.shipped
      .map(one => [one.setting, ids.reduce((sum, id) => sum + (one.taken[id] || 0), 0)])
      .filter(([, count]) => count > 0);
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    if (total === 0) {
      const reason = known.neverTaken[ids[0]];
      return [make('p', {class: 'never-note'}, 'Never taken' + (reason ? ': ' + reason + '.' : '.'))];
    }
    const rows = counts.map(([setting, count]) =>
      make('tr', {}, make('th', {scope: 'row'}, setting), make('td', {}, number(count))));
    return [
      make('p', {}, number(total) + ' steps of the searches take it, in ' + counts.length + ' of '
        + known.explored.shipped.length + ' settings.'),
      make('table', {}, make('tbody', {}, ...rows))];
  }

  function recorded(ids) {
    const items = [];
    known.sequences.forEach((sequence, index) => {
      const steps = sequence.steps.filter(step => step.transitions.some(taken => ids.includes(taken.way)));
      if (steps.length > 0) {
        const button = make('button', {type: 'button'}, sequence.title + ', step ' + steps[0].number);
        button.addEventListener('click', () => play(index, steps[0].number));
        items.push(make('li', {}, button));
      }
    });
    return items.length > 0 ? [make('ul', {}, ...items)] : [make('p', {class: 'quiet'}, 'None.')];
  }

  function caught(ids) {
    const items = known.explored.knownBad
      .filter(one => one.ways.some(way => ids.includes(way)))
      .map(one => make('li', {}, make('b', {}, one.subject), ': ' + one.says + ' (caught in ' + one.setting
        + ' after ' + one.steps + ' steps)'));
    return items.length > 0 ? [make('ul', {}, ...items)] : [make('p', {class: 'quiet'}, 'None.')];
  }

  function choose(id) {
    const chosen = meant(id);
    if (chosen.length === 0) {
      return;
    }
    const way = chosen[0];
    const from = id.startsWith(ANY) ? 'any state' : way.from;
    const ids = chosen.map(one => one.id);
    const facts = [['in', from], ['trigger', way.trigger],
      ['guard', way.guard.length > 0 ? way.guard.join(', ') : 'always'], ...what(way)];
    const list = make('dl', {});
    facts.forEach(([term, fact]) => list.append(make('dt', {}, term), make('dd', {}, fact)));
    const parts = [make('h3', {}, from + ', ' + way.trigger), list];
    if (!way.never) {
      parts.push(make('h3', {}, 'How often'), ...frequency(ids),
        make('h3', {}, 'Recorded sequences that take it'), ...recorded(ids),
        make('h3', {}, 'Known-bad daemons whose shortest counterexample takes it'), ...caught(ids),
        make('p', {class: 'quiet'}, 'The tests of single cells are not listed: they go through all of them.'));
    }
    byId('panel').replaceChildren(...parts);
    light('chosen', [linkOf(id)]);
  }

  // What is lit in the diagram: what is chosen, or what the player's step has taken, not both.

  function light(why, links, state) {
    document.querySelectorAll('#paper .lit').forEach(element => element.classList.remove('lit'));
    byId('paper').dataset.lit = why;
    links.filter(link => link).forEach(link => {
      link.classList.add('lit');
      const edge = link.closest('.edge');
      if (edge) {
        edge.classList.add('lit');
      }
      show(link);
    });
    const box = state && document.querySelector('#paper .state[data-state="' + state.replaceAll(' ', '_') + '"]');
    if (box) {
      box.classList.add('lit');
    }
  }

  /** Scrolls the diagram, and only it. */
  function show(element) {
    const paper = byId('paper');
    const box = element.getBoundingClientRect();
    const frame = paper.getBoundingClientRect();
    if (box.left < frame.left || box.right > frame.right) {
      paper.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2;
    }
    if (box.top < frame.top || box.bottom > frame.bottom) {
      paper.scrollTop += box.top - frame.top - (frame.height - box.height) / 2;
    }
  }

  function followAddress() {
    const hash = decodeURIComponent(location.hash);
    if (hash.startsWith('#way/')) {
      choose(hash.slice('#way/'.length));
    }
  }

  // One stop for Tab among all the diagram's transitions, the arrow keys go on from there.

  drawn.forEach((link, index) => {
    link.setAttribute('tabindex', index === 0 ? '0' : '-1');
    link.addEventListener('keydown', event => {
      const by = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
      if (by) {
        event.preventDefault();
        const next = drawn[(index + by + drawn.length) % drawn.length];
        drawn.forEach(other => other.setAttribute('tabindex', other === next ? '0' : '-1'));
        next.focus({preventScroll: true});
        show(next);
      }
    });
  });
  document.querySelectorAll('#paper .edge').forEach(edge => edge.addEventListener('click', event => {
    const link = edge.querySelector('a.way');
    if (link && !event.target.closest('a.way')) {
      location.hash = link.getAttribute('href');
    }
  }));
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#way/"]');
    if (link) {
      event.preventDefault();
      const address = link.getAttribute('href');
      history.replaceState(null, '', address);
      choose(address.slice('#way/'.length));
      if (link.closest('#matrix')) {
        byId('panel').focus();
      }
    }
  });

  // How large the diagram is: at first as small as its words can be read, or smaller where all of it fits.

  const svg = document.querySelector('#paper svg');
  const width = svg.viewBox.baseVal.width;
  const READABLE = 0.75;
  const fitting = () => byId('paper').clientWidth / width;
  let scale = Math.max(READABLE, fitting());

  function zoom(to) {
    scale = Math.min(Math.max(to, 0.1), 3);
    svg.style.width = Math.floor(scale * width) + 'px';
    svg.style.height = 'auto';
  }

  byId('smaller').addEventListener('click', () => zoom(scale / 1.25));
  byId('larger').addEventListener('click', () => zoom(scale * 1.25));
  byId('whole').addEventListener('click', () => zoom(fitting()));
  zoom(scale);

  // The player.

  let sequence = known.sequences[0];
  let at = 0;

  function thereAt(step) {
    const places = new Map();
    const put = (change, changed) => places.set(change.place + ' ' + change.subject, {...change, changed});
    sequence.atFirst.forEach(change => put(change, false));
    sequence.steps.slice(0, step).forEach((one, index) =>
      one.changes.forEach(change => put(change, index === step - 1)));
    return places;
  }

  function moved(step) {
    return step.transitions.map(taken => taken.from + (taken.to === taken.from ? ' stays' : ' \u2192 ' + taken.to)
      + ', ' + taken.trigger + (taken.guard ? ' [' + taken.guard + ']' : '')
      + (taken.effects.length > 0 ? ' / ' + taken.effects.join(', ') : ''));
  }

  function render() {
    const step = sequence.steps[at - 1];
    const places = thereAt(at);
    byId('position').textContent = at === 0 ? 'before the first of ' + sequence.steps.length + ' steps'
      : 'step ' + at + ' of ' + sequence.steps.length;
    ['first', 'back'].forEach(id => byId(id).toggleAttribute('disabled', at === 0));
    ['forward', 'last'].forEach(id => byId(id).toggleAttribute('disabled', at === sequence.steps.length));
    const parts = [make('p', {}, step ? at + '. ' + step.sentence : 'Nothing has happened yet.')];
    if (step) {
      step.transitions.forEach((taken, index) => parts.push(make('p', {class: 'moves'},
        make('a', {href: '#way/' + taken.way}, moved(step)[index]))));
      step.violated.forEach(property => parts.push(make('p', {class: 'bad'}, 'VIOLATED ' + property)));
    }
    byId('step').replaceChildren(...parts);
    byId('places').tBodies[0].replaceChildren(...[...places].map(([place, change]) =>
      make('tr', change.changed ? {class: 'changed'} : {}, make('th', {scope: 'row'}, place),
        make('td', {}, change.now.join(', ') + (change.changed ? ' (new)' : '')))));
    byId('steps').querySelectorAll('button').forEach((button, index) => {
      button.toggleAttribute('aria-current', index === at - 1);
      if (index === at - 1) {
        button.setAttribute('aria-current', 'step');
        const list = byId('steps');
        list.scrollTop = button.offsetTop - list.offsetTop - list.clientHeight / 2;
      }
    });
    const machine = [...places.values()].find(change => change.place === 'machine');
    const links = step ? step.transitions.map(taken => linkOf(taken.way)) : [];
    light('played', links, machine && ways.has(machine.now[0] + '/row-deleted/always') ? machine.now[0] : undefined);
  }

  function go(to) {
    at = Math.min(Math.max(to, 0), sequence.steps.length);
    const focused = document.activeElement;
    render();
    if (focused && focused.disabled) {
      byId(at === 0 ? 'forward' : 'back').focus();
    }
  }

  function open(index) {
    sequence = known.sequences[index];
    byId('sequence').value = String(index);
    byId('says').textContent = sequence.says;
    byId('steps').replaceChildren(...sequence.steps.map(step => {
      const button = make('button', {type: 'button'}, step.sentence,
        ...moved(step).map(words => make('span', {class: 'moves'}, words)),
        ...step.violated.map(property => make('span', {class: 'bad'}, 'VIOLATED ' + property)));
      button.addEventListener('click', () => go(step.number));
      return make('li', {}, button);
    }));
  }

  function play(index, step) {
    open(index);
    go(step);
    byId('player').scrollIntoView({block: 'nearest'});
    byId('forward').focus();
  }

  known.sequences.forEach((one, index) =>
    byId('sequence').append(make('option', {value: String(index)}, one.title)));
  byId('sequence').addEventListener('change', event => {
    open(Number(event.target.value));
    go(0);
  });
  byId('first').addEventListener('click', () => go(0));
  byId('back').addEventListener('click', () => go(at - 1));
  byId('forward').addEventListener('click', () => go(at + 1));
  byId('last').addEventListener('click', () => go(sequence.steps.length));
  byId('player').addEventListener('keydown', event => {
    if (event.target.id === 'sequence') {
      return;
    }
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: sequence.steps.length}[event.key];
    if (to !== undefined) {
      event.preventDefault();
      go(to);
    }
  });
  document.querySelectorAll('#paper .state > rect[fill="#424A53"]').forEach(box =>
    box.parentNode.classList.add('dark'));
  open(0);
  render();
  window.addEventListener('hashchange', followAddress);
  followAddress();
})();
