namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>Where the lines of a spool's samples begin: of every 64th, so that it takes no memory to speak of. Samples count from 0 in the order of the file.</summary>
internal sealed class SpoolPlaces
{
    private const int Every = 64;

    private readonly Queue<(int Sample, long Offset)> places = new();

    /// <summary>The next sample begins here.</summary>
    public void Note(int sample, long offset)
    {
        if (sample % Every == 0)
        {
            places.Enqueue((sample, offset));
        }
    }

    /// <summary>A sample that is not behind this one, and where it begins. What comes before is forgotten.</summary>
    public (int Sample, long Offset) Before(int sample)
    {
        // nothing known is the beginning of the file
        var before = (Sample: 0, Offset: 0L);
        while (places.TryPeek(out var place) && place.Sample <= sample)
        {
            before = places.Dequeue();
        }

        return before;
    }
}
