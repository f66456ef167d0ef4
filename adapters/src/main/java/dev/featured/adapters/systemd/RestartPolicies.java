package dev.featured.adapters.systemd;

import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;

/** Where the units' auto-restart policies are kept: {@link DropIns}, or what stands in for them. */
abstract class RestartPolicies {
  /**
   * Has the unit's drop-in say that policy.
   *
   * @return whether that changes anything
   * @throws DropInFault if the file cannot be read or written
   */
  abstract boolean write(UnitName unit, RestartPolicy policy) throws DropInFault;

  /**
   * Whether the unit's drop-in is there and says exactly that policy.
   *
   * @throws DropInFault if the file cannot be read
   */
  abstract boolean says(UnitName unit, RestartPolicy policy) throws DropInFault;

  /**
   * Has the unit have no drop-in.
   *
   * @return whether there was one
   * @throws DropInFault if the file cannot be removed
   */
  abstract boolean remove(UnitName unit) throws DropInFault;
}
