package dev.featured.adapters.dryrun;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What an operator can set of a dry run.
 *
 * @param exclude names of features that are left alone
 * @param resync how often everything is compared, whatever is heard
 * @param portInitTimeout how long after the start delayed features wait for the ports at most
 * @param settle how long a difference must last to be told
 * @param root the folder under which the switch's files lie; {@code /} on a switch
 */
public record DryRunOptions(
    ImmutableSet<String> exclude,
    Duration resync,
    Duration portInitTimeout,
    Duration settle,
    Path root) {}
