namespace EdgeStock.Llrp;

/// <summary>A ROSpec and its parts to and from octets.</summary>
internal static class RoSpecCodec
{
    private const byte StopByDuration = 1;
    private const byte C1G2 = 1;

    public static void Write(LlrpWriter writer, RoSpec spec) => writer.Tlv(ParameterType.RoSpec, w =>
    {
        w.U32(spec.Id).U8(spec.Priority).U8((byte)spec.State);
        w.Tlv(ParameterType.RoBoundarySpec, boundary =>
        {
            boundary.Tlv(ParameterType.RoSpecStartTrigger, start => WriteStart(start, spec.Start));
            boundary.Tlv(ParameterType.RoSpecStopTrigger, stop => WriteStop(stop, spec.StopAfter));
        });
        foreach (var inventory in spec.Inventories)
        {
            w.Tlv(ParameterType.AiSpec, ai =>
            {
                ai.U16Array(inventory.Antennas);
                ai.Tlv(ParameterType.AiSpecStopTrigger, stop => WriteStop(stop, inventory.StopAfter));
                ai.Tlv(ParameterType.InventoryParameterSpec, parameters => parameters.U16(inventory.InventoryParameterSpecId).U8(C1G2));
            });
        }

        if (spec.Report is { } report)
        {
            WriteReport(w, report);
        }
    });

    public static RoSpec Read(ref BoundedReader value)
    {
        var (id, priority, state) = (value.U32(), value.U8(), (RoSpecState)value.U8());
        var start = new RoSpecStart(RoSpecStartTrigger.OnCommand);
        TimeSpan? stopAfter = null;
        var inventories = new List<AiSpec>();
        RoReportSpec? report = null;
        while (value.TryNext(out var type, out var inner))
        {
            switch (type)
            {
                case ParameterType.RoBoundarySpec:
                    ReadBoundary(ref inner, ref start, ref stopAfter);
                    break;
                case ParameterType.AiSpec:
                    inventories.Add(ReadInventory(ref inner));
                    break;
                case ParameterType.RoReportSpec:
                    report = ReadReport(ref inner);
                    break;
                default:
                    inner.Skip(type);
                    break;
            }
        }

        return new RoSpec(id, start, stopAfter, inventories, report) { Priority = priority, State = state };
    }

    public static void WriteReport(LlrpWriter writer, RoReportSpec report) => writer.Tlv(ParameterType.RoReportSpec, w =>
    {
        w.U8((byte)report.Trigger).U16(report.TagLimit);
        w.Tlv(ParameterType.TagReportContentSelector, selector =>
        {
            selector.U16((ushort)report.Content);
            if (report.Memory is { } memory)
            {
                selector.Tlv(ParameterType.C1G2EpcMemorySelector, m => m.U8((byte)memory));
            }
        });
    });

    public static RoReportSpec ReadReport(ref BoundedReader value)
    {
        var report = new RoReportSpec((RoReportTrigger)value.U8(), value.U16(), TagContent.None, null);
        while (value.TryNext(out var type, out var selector))
        {
            if (type != ParameterType.TagReportContentSelector)
            {
                selector.Skip(type);
                continue;
            }

            report = report with { Content = (TagContent)selector.U16() };
            while (selector.TryNext(out var inside, out var memory))
            {
                if (inside == ParameterType.C1G2EpcMemorySelector)
                {
                    report = report with { Memory = (C1G2Content)memory.U8() };
                }
                else
                {
                    memory.Skip(inside);
                }
            }
        }

        return report;
    }

    private static void WriteStart(LlrpWriter writer, RoSpecStart start)
    {
        writer.U8((byte)start.Trigger);
        if (start.Trigger == RoSpecStartTrigger.Periodic)
        {
            writer.Tlv(ParameterType.PeriodicTriggerValue, w =>
            {
                w.U32(Milliseconds(start.Offset)).U32(Milliseconds(start.Period));
                if (start.UtcMicroseconds is { } utc)
                {
                    w.Tlv(ParameterType.UtcTimestamp, t => t.U64(utc));
                }
            });
        }
    }

    // ROSpecStopTrigger and AISpecStopTrigger begin alike: type, duration in ms
    private static void WriteStop(LlrpWriter writer, TimeSpan? stopAfter) =>
        writer.U8(stopAfter is null ? 0 : StopByDuration).U32(Milliseconds(stopAfter ?? TimeSpan.Zero));

    private static TimeSpan? ReadStop(ref BoundedReader value)
    {
        var (trigger, duration) = (value.U8(), value.U32());
        if (trigger > StopByDuration)
        {
            value.Notes.Skip($"stop trigger {trigger} is not supported and taken as none");
        }

        return trigger == StopByDuration ? TimeSpan.FromMilliseconds(duration) : null;
    }

    private static void ReadBoundary(ref BoundedReader value, ref RoSpecStart start, ref TimeSpan? stopAfter)
    {
        while (value.TryNext(out var type, out var inner))
        {
            if (type == ParameterType.RoSpecStartTrigger)
            {
                start = ReadStart(ref inner);
            }
            else if (type == ParameterType.RoSpecStopTrigger)
            {
                stopAfter = ReadStop(ref inner);
            }
            else
            {
                inner.Skip(type);
            }
        }
    }

    private static RoSpecStart ReadStart(ref BoundedReader value)
    {
        var start = new RoSpecStart((RoSpecStartTrigger)value.U8());
        while (value.TryNext(out var type, out var periodic))
        {
            if (type != ParameterType.PeriodicTriggerValue)
            {
                periodic.Skip(type);
                continue;
            }

            start = start with { Offset = TimeSpan.FromMilliseconds(periodic.U32()), Period = TimeSpan.FromMilliseconds(periodic.U32()) };
            while (periodic.TryNext(out var inside, out var utc))
            {
                if (inside == ParameterType.UtcTimestamp)
                {
                    start = start with { UtcMicroseconds = utc.U64() };
                }
                else
                {
                    utc.Skip(inside);
                }
            }
        }

        return start;
    }

    private static AiSpec ReadInventory(ref BoundedReader value)
    {
        var inventory = new AiSpec(value.U16Array(), null);
        while (value.TryNext(out var type, out var inner))
        {
            switch (type)
            {
                case ParameterType.AiSpecStopTrigger:
                    inventory = inventory with { StopAfter = ReadStop(ref inner) };
                    break;
                case ParameterType.InventoryParameterSpec:
                    inventory = inventory with { InventoryParameterSpecId = inner.U16() };
                    break;
                default:
                    inner.Skip(type);
                    break;
            }
        }

        return inventory;
    }

    private static uint Milliseconds(TimeSpan span) => (uint)span.TotalMilliseconds;
}
