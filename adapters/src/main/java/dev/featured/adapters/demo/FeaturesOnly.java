package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableSet;

/** Shows the moves of some features only: those of the switch, and not those of the races. */
final class FeaturesOnly implements DemoView {
  private final ImmutableSet<String> features;
  private final DemoView view;

  FeaturesOnly(ImmutableSet<String> features, DemoView view) {
    this.features = features;
    this.view = view;
  }

  @Override
  public void phase(String headline) {
    view.phase(headline);
  }

  @Override
  public void moved(String feature, String from, String to, String why) {
    if (features.contains(feature)) {
      view.moved(feature, from, to, why);
    }
  }

  @Override
  public void races(RaceProgress here, RaceProgress unfenced) {
    view.races(here, unfenced);
  }

  @Override
  public void tick() {
    view.tick();
  }
}
