/**
 * What is known of the device, and the templates that are rendered over it (SPEC section 2).
 *
 * <p>Lives here: the reading of the switch's description files, with where each fact came from and
 * what was wrong with which file, said once; the dialect of Jinja2 that a FEATURE row may use, and
 * its rendering by Jinjava, which no other package sees. {@link
 * dev.featured.adapters.device.KnownDevice} is both together: whoever renders a row does it there.
 *
 * <p>May come in: files under the switch's root folder, read only, and the DEVICE_METADATA table as
 * a value.
 *
 * <p>May not: Redis, systemd, anything that writes; and nothing in a template reaches Java objects,
 * files or the environment.
 */
package dev.featured.adapters.device;
