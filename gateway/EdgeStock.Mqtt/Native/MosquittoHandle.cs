using System.Runtime.InteropServices;

namespace EdgeStock.Mqtt.Native;

/// <summary>
/// One native client, for one connection attempt. A call that is under way holds it, so that destroying it waits for the call.
/// It also holds the <see cref="GCHandle"/> by which callbacks find their link, because callbacks can come until it is destroyed.
/// </summary>
internal sealed class MosquittoHandle : SafeHandle
{
    private GCHandle owner;

    public MosquittoHandle(string clientId, bool cleanStart, object owner)
        : base(0, ownsHandle: true)
    {
        this.owner = GCHandle.Alloc(owner);
        SetHandle(Mosquitto.New(clientId, cleanStart, GCHandle.ToIntPtr(this.owner)));
        if (IsInvalid)
        {
            this.owner.Free();
            throw new InsufficientMemoryException("libmosquitto made no client");
        }
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Mosquitto.Destroy(handle);
        owner.Free();
        return true;
    }
}
