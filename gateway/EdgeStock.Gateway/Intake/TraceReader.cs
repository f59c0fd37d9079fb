using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Intake;

/// <summary>One input of a trace, with the instant at which it is taken. Neither sample nor command: a tick.</summary>
internal readonly record struct TraceInput(string? Host, SampleLine? Sample, DateTimeOffset Taken, CommandInputLine? Command = null)
{
    private const string Space = "space";
    private const string Short = "short";
    private const string Enough = "enough";

    /// <summary>How a recording says that the disk became short, or is not any more.</summary>
    public static CommandInputLine LineOf(NoteSpace note) => new(note.Taken, Space, "gateway", Body: note.Short ? Short : Enough);

    /// <summary>How a recording says what somebody said.</summary>
    public static CommandInputLine LineOf(Instruct instruct) => new(instruct.Taken, InstructionText.VerbOf(instruct.What), instruct.By, Body: InstructionText.Write(instruct.What));

    /// <summary>Hands the input on, as the writer of a live gateway does.</summary>
    /// <exception cref="CommandException">The recording holds a command that this release does not know, or a wrong site file.</exception>
    public void GiveTo(Turn turn)
    {
        switch ((Sample, Command))
        {
            case ({ } sample, _):
                turn.Take(Host, sample, Taken);
                break;
            case (_, { Verb: "config", Body: { } text } config):
                turn.Configure(SiteFile.Parse(text), Taken, config.By);
                break;
            case (_, { Verb: "zeroed", Device: { } device } zeroed):
                turn.Take(new NoteZero(Taken, zeroed.By, device));
                break;
            case (_, { Verb: "erased", Body: { } person } erased):
                turn.Take(new ErasePerson(Taken, erased.By, person));
                break;
            case (_, { Verb: DeliveryText.Verb } delivery):
                turn.Take(DeliveryText.Read(delivery));
                break;
            case (_, { Verb: Space, Body: Short or Enough } space):
                turn.Take(new NoteSpace(Taken, space.Body == Short));
                break;
            case (_, { Body: { } body } said) when InstructionText.Knows(said.Verb):
                turn.Instruct(new(Taken, said.By, InstructionText.Read(said.Verb, body)));
                break;
            case (_, { } other):
                throw new CommandException($"the recording holds the command '{other.Verb}', which this release does not know: replay it with the release that recorded it");
            default:
                turn.Take(new Tick(Taken));
                break;
        }
    }
}

/// <summary>Reads a trace or a recording: its header says what is observed, its lines are the inputs. A trace without ticks is ticked each second of its own time.</summary>
internal sealed class TraceReader
{
    /// <summary>Ten years: a trace that says more of itself would be ticked for days.</summary>
    private static readonly TimeSpan LongestTrace = TimeSpan.FromDays(3653);

    /// <summary>A sample that is further from the one before is malformed: the ticks up to it would be thousands of millions.</summary>
    private static readonly TimeSpan LongestLeap = TimeSpan.FromDays(31);

    private readonly string path;
    private bool hasTicks;
    private double duration;

    private TraceReader(string path)
    {
        this.path = path;
        Bytes = new FileInfo(path).Length;
    }

    /// <summary>What the trace observes.</summary>
    public Site Site { get; private set; } = null!;

    /// <summary>The ledger that a recording belongs to; a trace's own name otherwise.</summary>
    public LedgerIdentity Identity { get; private set; } = null!;

    /// <summary>It was recorded from a gateway, and so must end with the head it led to.</summary>
    public bool IsRecording { get; private set; }

    /// <summary>The entry that a recording continues from.</summary>
    public ChainHead Start { get; private set; }

    /// <summary>What the estimators remembered then.</summary>
    public StoreroomMemory Memory { get; } = new();

    /// <summary>What the read models said then.</summary>
    public Projection Projection { get; private set; } = null!;

    /// <summary>Instant of t = 0.</summary>
    public DateTimeOffset T0 { get; private set; }

    /// <summary>The head that a recording must lead to; known after its last line.</summary>
    public EndLine? End { get; private set; }

    public long Bytes { get; }

    public long Position { get; private set; }

    public long Lines { get; private set; }

    public long Unknown { get; private set; }

    public long Malformed { get; private set; }

    public string? FirstMalformed { get; private set; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="site">A site file to use instead of the header's; null for that.</param>
    /// <exception cref="CommandException">The file cannot be read, or does not begin as a trace.</exception>
    public static TraceReader Open(string path, string? site)
    {
        try
        {
            var reader = new TraceReader(path);
            reader.ReadHeader(site);
            return reader;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the trace {path} cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is LedgerFormatException or SiteFileException or FormatException or OverflowException or ArgumentException)
        {
            throw new CommandException($"the header of {path} is wrong: {e.Message}");
        }
    }

    /// <summary>The inputs in order, ticks included.</summary>
    public IEnumerable<TraceInput> Inputs()
    {
        string? host = null;
        var now = T0;
        var nextTick = T0.AddSeconds(1);
        foreach (var line in Parsed())
        {
            switch (line)
            {
                case SampleLine sample:
                    var taken = sample.Taken ?? (sample.At > now ? sample.At : now);
                    if (!hasTicks && taken - now > LongestLeap)
                    {
                        Refuse($"its instant is {(taken - now).TotalDays:0} days after that of the line before");
                        break;
                    }

                    for (; !hasTicks && nextTick <= taken; nextTick = nextTick.AddSeconds(1))
                    {
                        yield return new(null, null, nextTick);
                    }

                    now = taken;
                    yield return new(host, sample, taken);
                    break;
                case TickLine tick:
                    now = tick.At;
                    yield return new(null, null, tick.At);
                    break;
                case CommandInputLine command:
                    now = command.At;
                    yield return new(null, null, command.At, command);
                    break;
                case HelloLine hello:
                    host = hello.Host;
                    break;
                case EndLine end:
                    End = end;
                    break;
                case UnknownLine:
                    Unknown++;
                    break;
                default:
                    break;
            }
        }

        for (; !hasTicks && nextTick <= T0.AddSeconds(duration); nextTick = nextTick.AddSeconds(1))
        {
            yield return new(null, null, nextTick);
        }
    }

    private void ReadHeader(string? sitePath)
    {
        TraceSite? header = null;
        string? siteText = null;
        LedgerLine? ledger = null;
        var views = new List<(string Kind, string Id, string Body)>();
        foreach (var line in Parsed())
        {
            if (line is TraceLine trace && header is null)
            {
                (header, T0, duration) = (new(trace), trace.T0, Duration(trace));
            }
            else if (header is null)
            {
                throw new CommandException($"{path} does not begin with a trace header line ({{\"type\":\"trace\",…}}): give a trace, or a recording of 'edgestock record'");
            }
            else if (line is SiteLine site)
            {
                siteText = site.Text;
            }
            else if (line is LedgerLine l)
            {
                ledger = l;
            }
            else if (line is MemoryLine m)
            {
                StoreroomMemoryText.Add(Memory, m.Kind, m.Id, m.Body);
            }
            else if (line is ViewLine v)
            {
                views.Add((v.Kind, v.Id, v.Body));
            }
            else if (line is TickLine)
            {
                hasTicks = true;
                break;
            }
            else if (!header.Add(line) && ledger is not null)
            {
                // A recording's ticks are in it; in a trace they may come late, so it is looked through.
                hasTicks = true;
                break;
            }
        }

        if (header is null)
        {
            throw new CommandException($"{path} holds no trace header line{(FirstMalformed is null ? "" : $" ({FirstMalformed})")}: give a trace, or a recording of 'edgestock record'");
        }

        Site = sitePath is not null ? GatewayOptions.ReadSite(sitePath).Site : siteText is not null ? SiteFile.Parse(siteText).Site : header.Site;
        Projection = ReadViews(views);
        Identity = ledger is null ? new(Site.Id, Site.Gateway, T0.ToUnixTimeSeconds()) : new(ledger.Site, ledger.Gateway, ledger.Epoch);
        IsRecording = ledger is not null;
        Start = ledger is null ? new(0, Identity.Genesis) : new(ledger.Seq, Convert.FromHexString(ledger.Hash));
        (Lines, Malformed, Unknown, Position, FirstMalformed) = (0, 0, 0, 0, null);
    }

    private Projection ReadViews(List<(string Kind, string Id, string Body)> views)
    {
        var unreadable = new List<string>();
        var projection = ProjectionText.Read(Site, views, unreadable);
        return unreadable.Count == 0 ? projection : throw new FormatException($"the read model {unreadable[0]} cannot be read");
    }

    private static double Duration(TraceLine trace) => trace.Duration >= 0 && trace.Duration <= LongestTrace.TotalSeconds
        ? trace.Duration
        : throw new FormatException($"'duration' {trace.Duration} is not 0 to {LongestTrace.TotalSeconds} seconds (ten years)");

    private IEnumerable<Line> Parsed()
    {
        using var stream = new StreamReader(path);
        while (stream.ReadLine() is { } text)
        {
            Lines++;
            Position += text.Length + 1;
            if (text.Length == 0)
            {
                continue;
            }

            if (LineCodec.TryParse(System.Text.Encoding.UTF8.GetBytes(text), T0, out var line, out var error, ReplayCommand.LongestLine))
            {
                yield return line;
            }
            else
            {
                Refuse(error);
            }
        }
    }

    private void Refuse(string reason)
    {
        Malformed++;
        FirstMalformed ??= $"line {Lines}: {reason}";
    }
}
