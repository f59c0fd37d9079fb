namespace EdgeStock.SystemTests.Storeroom;

/// <summary>One running storeroom with a subscriber from its first moment, for tests that only look at it.</summary>
public sealed class LivingStoreroom : IAsyncLifetime
{
    public StoreroomRig Rig { get; private set; } = null!;

    public Listener Listener { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // this seed moves goods in ten bins within the first minute, one of them back in, each with nothing else going on there
        Rig = await StoreroomRig.StartAsync(new() { Seed = 20 });
        Listener = await Listener.StartAsync(Rig.Broker);
    }

    public async ValueTask DisposeAsync()
    {
        await Listener.DisposeAsync();
        await Rig.DisposeAsync();
    }
}
