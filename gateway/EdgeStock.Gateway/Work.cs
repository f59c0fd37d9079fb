using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Wire;

namespace EdgeStock.Gateway;

/// <summary>Something for the one writer to do.</summary>
internal abstract record Work;

/// <summary>A host began its stream.</summary>
internal sealed record HelloWork(HostStream Stream) : Work;

/// <summary>A host's sample.</summary>
internal sealed record SampleWork(HostStream Stream, SampleLine Line) : Work;

/// <summary>A host's stream ended.</summary>
internal sealed record GoodbyeWork(HostStream Stream) : Work;

/// <summary>A second passed.</summary>
internal sealed record TickWork : Work;

/// <summary>Put a site file into force.</summary>
internal sealed record ConfigWork(SiteFile File, string By, TaskCompletionSource<ConfigApplied> Done) : Work;

/// <summary>A site file is in force, as ledger entry <paramref name="Seq"/>.</summary>
internal sealed record ConfigApplied(long Seq, string Hash, IReadOnlyList<SiteChange> Changes);

/// <summary>A scale was set to zero; answered with the ledger's head that holds it.</summary>
internal sealed record ZeroWork(string Device, string By, TaskCompletionSource<long> Done) : Work;

/// <summary>Ask for the last counts of a bare load cell; null when it gave none.</summary>
internal sealed record RawWork(string Device, TaskCompletionSource<RawWeight?> Answer) : Work;

/// <summary>Ask the host that serves a device to do something.</summary>
internal sealed record RequestWork(DoLine Line, TaskCompletionSource<DoneLine> Answer) : Work;

/// <summary>Begin a recording.</summary>
internal sealed record AttachTapWork(Tap Tap) : Work;

/// <summary>End a recording.</summary>
internal sealed record DetachTapWork(Tap Tap) : Work;
