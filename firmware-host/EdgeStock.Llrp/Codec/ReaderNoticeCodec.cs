namespace EdgeStock.Llrp;

/// <summary>READER_EVENT_NOTIFICATION to and from octets.</summary>
internal static class ReaderNoticeCodec
{
    public static ReaderEventNotification Read(ref BoundedReader body)
    {
        ReaderTime? time = null;
        var notices = new List<ReaderNotice>();
        while (body.TryNext(out var type, out var data))
        {
            if (type != ParameterType.ReaderEventNotificationData)
            {
                data.Skip(type);
                continue;
            }

            while (data.TryNext(out var inside, out var value))
            {
                switch (inside)
                {
                    case ParameterType.UtcTimestamp or ParameterType.Uptime:
                        time = new ReaderTime(value.U64(), inside == ParameterType.Uptime);
                        break;
                    case ParameterType.ConnectionAttempt:
                        notices.Add(new ConnectionAttemptNotice((ConnectionAttemptStatus)value.U16()));
                        break;
                    case ParameterType.ConnectionClose:
                        notices.Add(new ConnectionCloseNotice());
                        break;
                    case ParameterType.AntennaEvent:
                        var connected = value.U8() == 1;
                        notices.Add(new AntennaNotice(value.U16(), connected));
                        break;
                    case ParameterType.RoSpecEvent:
                        notices.Add(new RoSpecNotice((RoSpecChange)value.U8(), value.U32(), value.U32()));
                        break;
                    case ParameterType.ReportBufferLevelWarning:
                        notices.Add(new BufferWarningNotice(value.U8()));
                        break;
                    case ParameterType.ReportBufferOverflow:
                        notices.Add(new BufferOverflowNotice());
                        break;
                    case ParameterType.ReaderException:
                        notices.Add(new ReaderExceptionNotice(value.Utf8()));
                        break;
                    default:
                        value.Skip(inside);
                        break;
                }
            }
        }

        return new ReaderEventNotification(time, notices);
    }

    public static void Write(LlrpWriter writer, ReaderEventNotification notification) => writer.Tlv(ParameterType.ReaderEventNotificationData, w =>
    {
        if (notification.Time is { } time)
        {
            w.Tlv(time.IsUptime ? ParameterType.Uptime : ParameterType.UtcTimestamp, t => t.U64(time.Microseconds));
        }

        foreach (var notice in notification.Notices)
        {
            Write(w, notice);
        }
    });

    private static void Write(LlrpWriter writer, ReaderNotice notice) => _ = notice switch
    {
        ConnectionAttemptNotice n => writer.Tlv(ParameterType.ConnectionAttempt, w => w.U16((int)n.Status)),
        ConnectionCloseNotice => writer.Tlv(ParameterType.ConnectionClose, _ => { }),
        AntennaNotice n => writer.Tlv(ParameterType.AntennaEvent, w => w.U8(n.Connected ? 1 : 0).U16(n.Antenna)),
        RoSpecNotice n => writer.Tlv(ParameterType.RoSpecEvent, w => w.U8((int)n.Change).U32(n.RoSpecId).U32(n.PreemptingRoSpecId)),
        BufferWarningNotice n => writer.Tlv(ParameterType.ReportBufferLevelWarning, w => w.U8(n.PercentFull)),
        BufferOverflowNotice => writer.Tlv(ParameterType.ReportBufferOverflow, _ => { }),
        ReaderExceptionNotice n => writer.Tlv(ParameterType.ReaderException, w => w.Utf8(n.Text)),
        _ => throw new ArgumentException($"{notice.GetType().Name} is never written", nameof(notice)),
    };
}
