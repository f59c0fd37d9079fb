using EdgeStock.Llrp;

namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>The ROSpecs that the reader holds, across connections, and what it answers to commands about them.</summary>
internal sealed class RoSpecShelf(ReaderOptions options, ReaderRadio radio, TimeProvider time) : IAsyncDisposable
{
    private const ushort RoSpecType = 177;
    private const ushort AiSpecType = 183;
    private readonly Dictionary<uint, RunningRoSpec> specs = [];
    private readonly List<RunningRoSpec> deleted = [];

    public IReadOnlyList<RoSpec> Specs => [.. specs.Values.Select(s => s.Spec)];

    public LlrpStatus Add(RoSpec spec)
    {
        var refusal = Check(spec);
        if (refusal.Ok)
        {
            specs.Add(spec.Id, new RunningRoSpec(spec, radio, time));
        }

        return refusal;
    }

    public LlrpStatus Command(SpecCommand command)
    {
        var (type, id) = (command.Type, command.SpecId);
        if (id == 0 && (type is LlrpMessageType.StartRoSpec or LlrpMessageType.StopRoSpec))
        {
            return LlrpStatus.Failure(LlrpStatusCode.FieldError, "ROSpecID 0 is not allowed here", new LlrpStatusStep(null, 0, LlrpStatusCode.Invalid));
        }

        if (id != 0 && !specs.ContainsKey(id))
        {
            return LlrpStatus.Failure(LlrpStatusCode.FieldError, $"no ROSpec with id {id}", new LlrpStatusStep(null, 0, LlrpStatusCode.Invalid));
        }

        foreach (var spec in id == 0 ? [.. specs.Values] : new[] { specs[id] })
        {
            if (!Do(type, spec))
            {
                return LlrpStatus.Failure(LlrpStatusCode.Invalid, $"ROSpec {id} is disabled");
            }
        }

        return LlrpStatus.Success;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var spec in specs.Values.Concat(deleted))
        {
            await spec.DisposeAsync();
        }
    }

    private bool Do(LlrpMessageType type, RunningRoSpec spec)
    {
        switch (type)
        {
            case LlrpMessageType.EnableRoSpec:
                spec.Enable();
                return true;
            case LlrpMessageType.DisableRoSpec:
                spec.Disable();
                return true;
            case LlrpMessageType.StartRoSpec:
                return spec.Start();
            case LlrpMessageType.StopRoSpec:
                spec.Stop();
                return true;
            default:
                spec.Disable();
                specs.Remove(spec.Spec.Id);
                deleted.Add(spec);
                return true;
        }
    }

    private LlrpStatus Check(RoSpec spec)
    {
        if (specs.ContainsKey(spec.Id))
        {
            return LlrpStatus.Failure(LlrpStatusCode.Invalid, $"ROSpec already exists with id {spec.Id}");
        }

        if (specs.Count >= options.MaxRoSpecs)
        {
            return LlrpStatus.Failure(LlrpStatusCode.OverflowParameter, $"this reader holds {options.MaxRoSpecs} ROSpec");
        }

        if (spec.Id == 0 || spec.Priority > 7 || spec.State != RoSpecState.Disabled)
        {
            var field = (ushort)(spec.Id == 0 ? 0 : spec.Priority > 7 ? 1 : 2);
            return Fault(RoSpecType, "ROSpecID is not 0, Priority at most 7, CurrentState Disabled", field);
        }

        if (spec.Start.Trigger > RoSpecStartTrigger.Periodic)
        {
            return LlrpStatus.Failure(LlrpStatusCode.UnsupportedParameter, "only start triggers Null, Immediate and Periodic are supported");
        }

        if (spec.Inventories.Count == 0)
        {
            return LlrpStatus.Failure(LlrpStatusCode.MissingParameter, "a ROSpec has at least one AISpec", new LlrpStatusStep(RoSpecType, null, LlrpStatusCode.MissingParameter));
        }

        if (spec.StopAfter == TimeSpan.Zero || spec.Inventories.Any(i => i.StopAfter == TimeSpan.Zero))
        {
            return LlrpStatus.Failure(LlrpStatusCode.ParameterError, "a duration of 0 ms never ends", new LlrpStatusStep(RoSpecType, null, LlrpStatusCode.ParameterLevelFieldError));
        }

        return spec.Inventories.All(i => i.Antennas is [0] || (i.Antennas.Count > 0 && i.Antennas.All(a => a >= 1 && a <= options.Antennas)))
            ? LlrpStatus.Success
            : LlrpStatus.Failure(
                LlrpStatusCode.ParameterError, $"antennas are numbered 1 to {options.Antennas}",
                new LlrpStatusStep(RoSpecType, null, LlrpStatusCode.ParameterLevelFieldError),
                new LlrpStatusStep(AiSpecType, null, LlrpStatusCode.ParameterLevelFieldError),
                new LlrpStatusStep(null, 0, LlrpStatusCode.OutOfRange));
    }

    private static LlrpStatus Fault(ushort parameter, string text, ushort field) => LlrpStatus.Failure(
        LlrpStatusCode.ParameterError, text,
        new LlrpStatusStep(parameter, null, LlrpStatusCode.ParameterLevelFieldError),
        new LlrpStatusStep(null, field, LlrpStatusCode.Invalid));
}
