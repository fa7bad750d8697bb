<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE a [
<!ENTITY a0 "ha">
<!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">
<!ENTITY a2 "&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;">
<!ENTITY a3 "&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;">
<!ENTITY a4 "&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;">
<!ENTITY a5 "&a4;&a4;&a4;&a4;&a4;&a4;&a4;&a4;&a4;&a4;">
<!ENTITY a6 "&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;">
<!ENTITY a7 "&a6;&a6;&a6;&a6;&a6;&a6;&a6;&a6;&a6;&a6;">
<!ENTITY a8 "&a7;&a7;&a7;&a7;&a7;&a7;&a7;&a7;&a7;&a7;">
<!ENTITY a9 "&a8;&a8;&a8;&a8;&a8;&a8;&a8;&a8;&a8;&a8;">
]>
<CityModel xmlns:gml="http://www.opengis.net/gml" xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" xmlns="http://www.opengis.net/citygml/2.0"><cityObjectMember>
<SolitaryVegetationObject>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie>
<imgeo:NEN3610ID>
<imgeo:lokaalID>G0396.&a9;</imgeo:lokaalID>
</imgeo:NEN3610ID>
</imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<class>niet-bgt</class>
<imgeo:geometrie2dVegetatieObject>
<gml:Point srsName="urn:ogc:def:crs:EPSG::28992">
<gml:pos>142771.5 507671.25</gml:pos>
</gml:Point>
</imgeo:geometrie2dVegetatieObject>
<imgeo:plus-type>boom</imgeo:plus-type>
</SolitaryVegetationObject>
</cityObjectMember></CityModel>
