// A form with panels that repeat, and the answers to it, for the journeys of every layout: the same bytes whoever fills them in.
export const homes = {
  type: 'paneldynamic', name: 'homes', title: 'Where do you have us?', panelCount: 1, minPanelCount: 1, maxPanelCount: 3,
  templateTitle: 'Home {panelIndex}: {panel.town}', addPanelText: 'Another home', confirmDelete: true,
  templateElements: [
    { type: 'text', name: 'town', title: 'Which town?', isRequired: true },
    { type: 'boolean', name: 'garden', title: 'With a garden?' },
  ],
};

export const homesAnswers = { homes: [{ garden: true, town: 'Rognan' }, { town: 'Oslo' }] };
